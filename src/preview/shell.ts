/** The page before its script draws it. */
export const shell = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Milepost preview</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/preview/page.css">
<script type="module" src="/preview/page.js"></script>
</head>
<body><div id="root"></div></body>
</html>
`;

/** Nothing comes from elsewhere but pictures, and no other page may show this one. */
export const pageHeaders = {
  'content-security-policy': [
    "default-src 'self'",
    "img-src 'self' data: https:",
    "style-src 'self' 'unsafe-inline'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};
