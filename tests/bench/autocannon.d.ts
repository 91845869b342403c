/** The part of autocannon that the bench uses; the package brings no types. */
declare module 'autocannon' {
  type Request = { method?: string; path?: string; headers?: Record<string, string>; body?: string };
  type Options = {
    url: string;
    connections: number;
    /** Seconds. */
    duration?: number;
    /** Stops after this many answers. */
    amount?: number;
    requests: (Request & { setupRequest(request: Request): Request })[];
    verifyBody(body: string): boolean;
  };
  type Result = {
    /** Answers by status. */
    '2xx': number;
    non2xx: number;
    errors: number;
    timeouts: number;
    mismatches: number;
    /** Seconds. */
    duration: number;
  };
  export default function autocannon(options: Options): Promise<Result>;
}
