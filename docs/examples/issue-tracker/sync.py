"""Keeps a user's tasks in Taskstream and the issues of a tracker the same, both ways, from outside of both.

Taskstream tells it of tasks through a webhook, the tracker of issues through a hook of its own; it changes issues
through the tracker's API, and tasks through Taskstream's. README.md has the commands. Only Python's standard library.
"""

import argparse
import base64
import hashlib
import hmac
import json
import os
import secrets
import sqlite3
import threading
import time
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

OURSELVES = "taskstream-sync"
TOLERANCE_SECONDS = 300


def verified(headers, body, secret):
    """Whether a request is from Taskstream: https://www.standardwebhooks.com"""
    message_id, timestamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not timestamp.isdigit() or abs(time.time() - int(timestamp)) > TOLERANCE_SECONDS:
        return False
    key = base64.b64decode(secret.removeprefix("whsec_"))
    expected = hmac.new(key, f"{message_id}.{timestamp}.".encode() + body, hashlib.sha256).digest()
    # there are several while a secret is being rotated
    return any(hmac.compare_digest(f"v1,{base64.b64encode(expected).decode()}".encode(), signature.encode())
               for signature in headers.get("webhook-signature", "").split(" "))


class Rest:
    """JSON over HTTP."""

    def __init__(self, base, headers):
        self.base, self.headers = base, headers

    def send(self, method, path, body=None, **headers):
        request = urllib.request.Request(
            self.base + path, None if body is None else json.dumps(body).encode(),
            {"Content-Type": "application/json", **self.headers, **{k.replace("_", "-"): v for k, v in headers.items()}},
            method=method)
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.loads(answer.read() or b"null")


class Links:
    """Which task is which issue, and which version of the task both sides have. Survives a restart."""

    def __init__(self, file):
        self.db = sqlite3.connect(file, check_same_thread=False, isolation_level=None)
        self.db.execute("create table if not exists link (task integer primary key, issue integer unique, version integer)")
        self.db.execute("create table if not exists setting (name text primary key, value text)")

    def of_task(self, task):
        return self.db.execute("select task, issue, version from link where task = ?", (task,)).fetchone()

    def of_issue(self, issue):
        return self.db.execute("select task, issue, version from link where issue = ?", (issue,)).fetchone()

    def put(self, task, issue, version):
        self.db.execute("insert into link values (?, ?, ?) on conflict (task) do update set"
                        " issue = excluded.issue, version = max(version, excluded.version)", (task, issue, version))

    def setting(self, name, make):
        """What was made at the first start."""
        found = self.db.execute("select value from setting where name = ?", (name,)).fetchone()
        if found:
            return json.loads(found[0])
        value = make()
        self.db.execute("insert into setting values (?, ?)", (name, json.dumps(value)))
        return value


class Sync:
    """Applies changes one at a time: so the echo of a change of ours is looked at only when we know what it became."""

    def __init__(self, taskstream, tracker, links):
        self.taskstream, self.tracker, self.links, self.lock = taskstream, tracker, links, threading.Lock()

    def from_taskstream(self, event):
        if event["type"] == "webhook.ping.v1":
            print("ping", flush=True)
            return
        data = event["data"]
        with self.lock:
            link = self.links.of_task(data["task_id"])
            if link and data["version"] <= link[2]:
                return  # an echo of ours, a repetition, or older than what we have: deliveries may overtake each other
            task = data["task_data"]
            done = task["status"] == "completed" or data["event_type"] == "deleted"
            wanted = {"title": task["title"], "body": task.get("description", ""), "state": "closed" if done else "open"}
            number = link[1] if link else self.issue_of(data["task_id"], wanted)
            self.tracker.send("PATCH", f"/issues/{number}", wanted)
            self.links.put(data["task_id"], number, data["version"])
            print(f"task {data['task_id']} v{data['version']} {data['event_type']} -> issue {number}", flush=True)

    def issue_of(self, task, wanted):
        """The task's issue, made if need be; one that we made before we died is found again by its external id."""
        external_id = f"taskstream-{task}"
        for issue in self.tracker.send("GET", "/issues"):
            if issue["external_id"] == external_id:
                return issue["number"]
        return self.tracker.send("POST", "/issues", {**wanted, "external_id": external_id})["number"]

    def from_tracker(self, event, delivery):
        if event["sender"]["login"] == OURSELVES:
            return
        issue = event["issue"]
        wanted = {"title": issue["title"], "description": issue["body"] or None,
                  "status": "completed" if issue["state"] == "closed" else "pending"}
        with self.lock:
            link = self.links.of_issue(issue["number"])
            if link:
                task = self.change(link, wanted, delivery)
            elif issue["state"] == "open":
                task = self.taskstream.send("POST", "/api/tasks", {
                    "title": issue["title"], "description": issue["body"] or None},
                    Idempotency_Key=f"{OURSELVES}-issue-{issue['number']}")
            else:
                return
            if task:
                self.links.put(task["task_id"], issue["number"], task["version"])
                print(f"issue {issue['number']} {event['action']} -> task {task['task_id']} v{task['version']}", flush=True)

    def change(self, link, wanted, delivery):
        """Changes the task as we know it; if it has changed since, the later change wins. None if it is gone."""
        task, _, version = link
        for attempt in range(3):
            try:
                return self.taskstream.send("PATCH", f"/api/tasks/{task}", wanted, If_Match=f'"{version}"',
                                            Idempotency_Key=f"{OURSELVES}-{delivery}-{attempt}")
            except urllib.error.HTTPError as error:
                if error.code == 404:
                    return None
                if error.code != 412:
                    raise
                version = self.taskstream.send("GET", f"/api/tasks/{task}")["version"]
        raise RuntimeError(f"task {task} changes all the time")


class Hooks(BaseHTTPRequestHandler):
    sync, taskstream_secret, tracker_secret = None, "", ""

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        try:
            if self.path == "/from-taskstream":
                if not verified(self.headers, body, self.taskstream_secret):
                    return self.answer(401)
                self.sync.from_taskstream(json.loads(body))
            elif self.path == "/from-tracker":
                signature = "sha256=" + hmac.new(self.tracker_secret.encode(), body, hashlib.sha256).hexdigest()
                if not hmac.compare_digest(signature, self.headers.get("X-Signature-256", "")):
                    return self.answer(401)
                self.sync.from_tracker(json.loads(body), self.headers.get("X-Delivery", ""))
            else:
                return self.answer(404)
            self.answer(204)
        except Exception as error:  # whatever it is: the sender tries again later
            print("failed, comes again:", repr(error), flush=True)
            self.answer(500)

    def answer(self, status):
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *unused):
        pass


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--port", type=int, default=6101)
    options.add_argument("--taskstream", default="http://localhost:8080")
    options.add_argument("--tracker", default="http://127.0.0.1:6100")
    options.add_argument("--links", default="links.db", help="file that remembers which task is which issue")
    options.add_argument("--act-for", help="the user, where the token is a backend's")
    options = options.parse_args()

    headers = {"Authorization": "Bearer " + os.environ["TASKSTREAM_TOKEN"]}
    if options.act_for:
        headers["X-Act-For-User"] = options.act_for
    taskstream = Rest(options.taskstream, headers)
    tracker = Rest(options.tracker, {"Authorization": "token " + OURSELVES})
    links = Links(options.links)
    here = f"http://127.0.0.1:{options.port}"

    Hooks.sync = Sync(taskstream, tracker, links)
    # before anybody is told of it, the server listens
    server = ThreadingHTTPServer(("127.0.0.1", options.port), Hooks)
    Hooks.taskstream_secret = links.setting("taskstream", lambda: taskstream.send("POST", "/api/webhooks", {
        "url": here + "/from-taskstream", "event_types": ["task-events"], "description": "Issue tracker"}))["secret"]
    Hooks.tracker_secret = links.setting("tracker", lambda: secrets.token_hex(32))
    tracker.send("POST", "/hooks", {"url": here + "/from-tracker", "secret": Hooks.tracker_secret})
    print(f"in sync, at {here}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
