// Replaces the cards that changed. The page works without it.
const root = document.querySelector('[data-page]');
const status = document.querySelector('#news');
let isRefreshing = false;
let isWanted = false;

/** Takes over the articles of a section that differ, and keeps what somebody is filling in. */
function replace(section, fresh) {
  let changes = 0;
  const before = new Map([...section.querySelectorAll('article')].map((one) => [one.id, one]));
  const after = [...fresh.querySelectorAll('article')];
  const focused = document.activeElement?.id;
  for (const one of after) {
    const known = before.get(one.id);
    before.delete(one.id);
    const isSame = known?.dataset.version === one.dataset.version;
    if (!isSame) changes += 1;
    section.append(isSame ? known : document.adoptNode(one));
    if (!isSame) known?.remove();
  }
  for (const gone of before.values()) gone.remove();
  if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus();
  return changes;
}

async function refresh() {
  if (isRefreshing) {
    isWanted = true;
    return;
  }
  isRefreshing = true;
  try {
    const answer = await fetch(root.dataset.page, { headers: { accept: 'text/html' } });
    if (answer.status === 401) return location.assign(root.dataset.page);
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
    let changes = 0;
    for (const id of ['live', 'posted']) {
      const [here, there] = [document.getElementById(id), fresh.getElementById(id)];
      if (here && there) changes += replace(here, there);
    }
    if (changes > 0 && status) status.textContent = 'The page was updated.';
  } finally {
    isRefreshing = false;
    if (isWanted) {
      isWanted = false;
      refresh();
    }
  }
}

const leave = () => location.assign(root.dataset.page);
const retryMs = 30_000;

/** Listens for changes and tells the other tabs, until the server refuses the stream: that many are open, or it is over. */
function listen(tell) {
  return new Promise((resolve) => {
    const events = new EventSource(root.dataset.events);
    events.addEventListener('changed', () => {
      tell('changed');
      refresh();
    });
    events.addEventListener('over', () => {
      events.close();
      tell('over');
      leave();
    });
    events.addEventListener('error', () => {
      if (events.readyState !== EventSource.CLOSED) return;
      refresh();
      setTimeout(resolve, retryMs);
    });
  });
}

/** A browser has six connections to a server over HTTP/1.1, so one tab holds the stream for all tabs of a page. */
async function share(name) {
  const tabs = new BroadcastChannel(name);
  tabs.addEventListener('message', ({ data }) => (data === 'over' ? leave() : refresh()));
  let isHolder = false;
  // what changed while the page was loading; a new stream says so itself
  setTimeout(() => isHolder || refresh(), 500);
  for (;;)
    await navigator.locks.request(name, () => {
      isHolder = true;
      return listen((what) => tabs.postMessage(what));
    });
}

async function listenAlone() {
  for (;;) await listen(() => {});
}

if (root && 'EventSource' in window) {
  if (navigator.locks && 'BroadcastChannel' in window) share(root.dataset.events);
  else listenAlone();
}
