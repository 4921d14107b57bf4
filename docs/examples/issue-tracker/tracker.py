"""A small issue tracker, as a stand-in for GitHub issues: issues over HTTP, and hooks that are told of their changes.

    python3 docs/examples/issue-tracker/tracker.py 6100

It knows nothing of Taskstream. Whoever calls it says who they are with `Authorization: token NAME`.
"""

import hashlib
import hmac
import json
import queue
import re
import sys
import threading
import time
import urllib.request
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Tracker:
    def __init__(self):
        self.issues, self.hooks, self.lock = {}, {}, threading.Lock()
        self.outgoing = queue.Queue(maxsize=10_000)
        threading.Thread(target=self.tell, daemon=True).start()

    def open(self, fields, sender):
        with self.lock:
            number = len(self.issues) + 1
            issue = {"number": number, "title": fields["title"], "body": fields.get("body", ""),
                     "state": fields.get("state", "open"), "external_id": fields.get("external_id"), "revision": 1}
            self.issues[number] = issue
            self.changed("opened", issue, sender)
            return issue

    def edit(self, number, fields, sender):
        with self.lock:
            issue = self.issues[number]
            before = dict(issue)
            issue.update({name: fields[name] for name in ("title", "body", "state") if name in fields})
            if issue != before:
                issue["revision"] += 1
                moved = {"closed": "closed", "open": "reopened"}[issue["state"]]
                self.changed(moved if issue["state"] != before["state"] else "edited", issue, sender)
            return issue

    def changed(self, action, issue, sender):
        for url, secret in self.hooks.items():
            self.outgoing.put((url, secret, str(uuid.uuid4()),
                               {"action": action, "issue": dict(issue), "sender": {"login": sender}}))

    def tell(self):
        """One after the other, each until it's taken: a hook that is down holds up the others. It's a stand-in."""
        while True:
            url, secret, delivery, event = self.outgoing.get()
            body = json.dumps(event).encode()
            signature = "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
            request = urllib.request.Request(url, body, {
                "Content-Type": "application/json", "X-Delivery": delivery, "X-Signature-256": signature})
            for pause in (1, 2, 4, 8, None):
                try:
                    urllib.request.urlopen(request, timeout=15).close()
                    break
                except OSError as error:
                    print("not taken:", error, flush=True)
                    if pause is None:
                        break
                    time.sleep(pause)


TRACKER = Tracker()


class Api(BaseHTTPRequestHandler):
    # 1.0, the default, closes each connection without saying so
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        if self.path == "/issues":
            with TRACKER.lock:
                self.answer(200, list(TRACKER.issues.values()))
        elif (number := self.number()) in TRACKER.issues:
            self.answer(200, TRACKER.issues[number])
        else:
            self.answer(404, {"message": "Not Found"})

    def do_POST(self):
        body = self.body()
        if self.path == "/issues" and body.get("title"):
            self.answer(201, TRACKER.open(body, self.sender()))
        elif self.path == "/hooks" and body.get("url") and body.get("secret"):
            TRACKER.hooks[body["url"]] = body["secret"]
            self.answer(201, {"url": body["url"]})
        else:
            self.answer(422, {"message": "Validation Failed"})

    def do_PATCH(self):
        number, body = self.number(), self.body()
        if number not in TRACKER.issues:
            self.answer(404, {"message": "Not Found"})
        elif body.get("state", "open") not in ("open", "closed"):
            self.answer(422, {"message": "Validation Failed"})
        else:
            self.answer(200, TRACKER.edit(number, body, self.sender()))

    def number(self):
        match = re.fullmatch(r"/issues/(\d{1,9})", self.path)
        return int(match[1]) if match else None

    def sender(self):
        return self.headers.get("Authorization", "token anonymous").removeprefix("token ")

    def body(self):
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))) or b"{}")
        return body if isinstance(body, dict) else {}

    def answer(self, status, body):
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *unused):
        pass


if __name__ == "__main__":
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 6100
    print(f"issues at http://127.0.0.1:{port}/issues", flush=True)
    ThreadingHTTPServer(("127.0.0.1", port), Api).serve_forever()
