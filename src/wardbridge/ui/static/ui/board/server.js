/* One door to the server: sends what the reader did with the board, brings back what changed.
   An answer is {ok, say, revision, html: {id: fragment}, ...}; a conflict or a refusal has ok = false and says why. */

export class Server {
  constructor(root) {
    this.root = root;
    this.waiting = null;
  }

  async post(action, body = {}, { latest = false } = {}) {
    if (latest && this.waiting) this.waiting.abort();
    const control = new AbortController();
    if (latest) this.waiting = control;
    try {
      const response = await fetch(this.root.dataset[`${action}Url`], {
        method: "POST",
        signal: control.signal,
        headers: {
          "Content-Type": "application/json",
          "X-CSRFToken": this.root.dataset.csrf,
          "X-Requested-With": "fetch",
        },
        body: JSON.stringify({ ...body, revision: Number(this.root.dataset.revision) }),
      });
      if (!(response.headers.get("Content-Type") || "").includes("json")) {
        return { ok: false, say: this.root.dataset.sayFailed };
      }
      return await response.json();
    } catch (error) {
      if (error.name === "AbortError") return null;
      return { ok: false, say: this.root.dataset.sayOffline };
    }
  }

  async fragment(url) {
    try {
      const response = await fetch(url, { headers: { "X-Requested-With": "fetch" } });
      return response.ok ? await response.text() : null;
    } catch {
      return null;
    }
  }
}
