"""Headless Chromium, driven through its DevTools pipe with nothing but Python's standard library."""

import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
import time


class Browser:
    """One browser process with one page; what the page says and asks for is kept in `messages` and `requests`."""

    def __init__(self, executable=None):
        executable = executable or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        if executable is None:
            raise SystemExit("the browser test needs chromium: apt-get install chromium")
        self.profile = tempfile.mkdtemp(prefix="mlnb-browser-")
        from_parent, self._write = os.pipe()
        self._read, from_child = os.pipe()

        def connect():
            # Chromium reads its commands from descriptor 3 and answers on 4.
            first, second = os.dup(from_parent), os.dup(from_child)
            os.dup2(first, 3)
            os.dup2(second, 4)

        arguments = [executable, "--headless", "--remote-debugging-pipe", "--user-data-dir=" + self.profile,
                     "--no-first-run", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
                     "--force-color-profile=srgb"]
        if os.geteuid() == 0:
            arguments.append("--no-sandbox")
        self.process = subprocess.Popen(arguments, preexec_fn=connect, close_fds=False,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(from_parent)
        os.close(from_child)
        self._buffer = b""
        self._count = 0
        self._session = None
        self._events = []
        self.messages = []
        self.requests = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(domain + ".enable")

    def close(self):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
        # Its helpers may write for a moment longer.
        for _ in range(50):
            shutil.rmtree(self.profile, ignore_errors=True)
            if not os.path.exists(self.profile):
                break
            time.sleep(0.1)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    # The protocol: JSON messages, a NUL after each.

    def _receive(self):
        while b"\0" not in self._buffer:
            if not select.select([self._read], [], [], 30)[0]:
                raise RuntimeError("the browser does not answer")
            chunk = os.read(self._read, 1 << 16)
            if not chunk:
                raise RuntimeError("the browser ended")
            self._buffer += chunk
        message, self._buffer = self._buffer.split(b"\0", 1)
        message = json.loads(message)
        method, detail = message.get("method"), message.get("params", {})
        if method == "Runtime.consoleAPICalled":
            self.messages.append(" ".join(str(a.get("value", a.get("description"))) for a in detail["args"]))
        elif method == "Runtime.exceptionThrown":
            self.messages.append(detail["exceptionDetails"].get("exception", {}).get("description", "exception"))
        elif method == "Log.entryAdded":
            self.messages.append(detail["entry"]["text"])
        elif method == "Network.requestWillBeSent":
            if not detail["request"]["url"].startswith("data:"):
                self.requests.append(detail["request"]["url"])
        elif method == "Page.javascriptDialogOpening":
            self.messages.append("dialog: " + detail["message"])
            self._send("Page.handleJavaScriptDialog", {"accept": True})
        if method:
            self._events.append(method)
        return message

    def _send(self, method, params):
        self._count += 1
        message = {"id": self._count, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        return self._count

    def call(self, method, **params):
        number = self._send(method, params)
        while True:
            answer = self._receive()
            if answer.get("id") == number:
                if "error" in answer:
                    raise RuntimeError(method + ": " + answer["error"]["message"])
                return answer["result"]

    # What a test does.

    def view(self, width, height=900, dark=False, touch=False):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=touch)
        self.call("Emulation.setEmulatedMedia", features=[
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])

    def open(self, path, scripts=True):
        self.messages.clear()
        self.requests.clear()
        self.call("Emulation.setScriptExecutionDisabled", value=not scripts)
        self._events.clear()
        self.call("Page.navigate", url="file://" + os.path.abspath(path))
        deadline = time.monotonic() + 20
        while "Page.loadEventFired" not in self._events:
            if time.monotonic() > deadline:
                raise RuntimeError(path + " did not load")
            self._receive()

    def evaluate(self, expression):
        result = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in result:
            raise RuntimeError(result["exceptionDetails"].get("exception", {}).get("description", "exception"))
        return result["result"].get("value")

    def key(self, name, code=None, text=None, shift=False):
        event = {"key": name, "code": name, "windowsVirtualKeyCode": code or 0, "modifiers": 8 if shift else 0}
        if text:
            event["text"] = text
        self.call("Input.dispatchKeyEvent", type="keyDown", **event)
        self.call("Input.dispatchKeyEvent", type="keyUp", **event)

    def screenshot(self, path, clip=None):
        params = {"format": "png", "captureBeyondViewport": True}
        if clip:
            params["clip"] = dict(clip, scale=1)
        with open(path, "wb") as file:
            file.write(base64.b64decode(self.call("Page.captureScreenshot", **params)["data"]))

    def pdf(self, path):
        result = self.call("Page.printToPDF", printBackground=True, preferCSSPageSize=True)
        with open(path, "wb") as file:
            file.write(base64.b64decode(result["data"]))
