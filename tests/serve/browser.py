# SPDX-License-Identifier: GPL-2.0-or-later
"""A headless Chromium, driven through chromedriver by the W3C WebDriver protocol.

https://www.w3.org/TR/webdriver2/ and, for what it lacks (media, network, screen), the DevTools
protocol through chromedriver's own command.
"""
import base64
import http.client
import json
import os
import shutil
import socket
import subprocess
import time

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # the key of an element, by the protocol
KEYS = {"tab": "\ue004", "enter": "\ue007", "down": "\ue015", "escape": "\ue00c", "space": " ", "shift": "\ue008"}


def missing():
    """What a machine lacks to run these tests, or None."""
    for name in ("chromium", "chromedriver"):
        if not shutil.which(name):
            return name
    return None


class Browser:
    def __init__(self, home, scripts=True, width=1280, height=900):
        self.home = home
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.driver = subprocess.Popen(["chromedriver", f"--port={self.port}", "--silent"], stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL, env={**os.environ, "HOME": str(home)})
        arguments = ["--headless=new", "--disable-gpu", "--hide-scrollbars", f"--window-size={width},{height}",
                     f"--user-data-dir={home}/chromium", "--disable-dev-shm-usage", "--force-device-scale-factor=1"]
        if os.geteuid() == 0:
            arguments.append("--no-sandbox")
        options = {"args": arguments}
        if not scripts:
            options["prefs"] = {"profile.managed_default_content_settings.javascript": 2}
        self._wait()
        made = self._ask("POST", "/session", {"capabilities": {"alwaysMatch": {
            "browserName": "chrome", "goog:chromeOptions": options, "goog:loggingPrefs": {"performance": "ALL", "browser": "ALL"}}}})
        self.session = "/session/" + made["sessionId"]

    def _wait(self):
        for _ in range(200):
            try:
                if self._ask("GET", "/status")["ready"]:
                    return
            except OSError:
                time.sleep(.1)
        raise AssertionError("chromedriver does not start")

    def _ask(self, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        data = json.dumps(body) if body is not None else None
        connection.request(method, path, data, {"Content-Type": "application/json"})
        value = json.loads(connection.getresponse().read())["value"]
        connection.close()
        if isinstance(value, dict) and "error" in value:
            raise AssertionError(f"{path}: {value['error']}: {value['message'][:500]}")
        return value

    def ask(self, method, path, body=None):
        return self._ask(method, self.session + path, body)

    def close(self):
        try:
            self.ask("DELETE", "")
        finally:
            self.driver.terminate()
            self.driver.wait(30)

    # ---- Pages ----

    def open(self, address):
        """Without scripts chromedriver does not wait for the page."""
        self.run("document.documentElement.dataset.old = 1")
        self.ask("POST", "/url", {"url": address})
        self.wait_for(lambda: self.run("return document.readyState === 'complete' && "
                                       "!document.documentElement.dataset.old"), address)

    def back(self):
        self.ask("POST", "/back", {})

    @property
    def address(self):
        return self.ask("GET", "/url")

    @property
    def title(self):
        return self.ask("GET", "/title")

    def run(self, script, *arguments):
        """The value that a script returns."""
        return self.ask("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def run_later(self, script, *arguments):
        """The value that a script hands to its last argument."""
        return self.ask("POST", "/execute/async", {"script": script, "args": list(arguments)})

    def devtools(self, command, **parameters):
        return self.ask("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def messages(self, kind="browser"):
        return self.ask("POST", "/se/log", {"type": kind})

    # ---- Elements, by CSS ----

    def all(self, css):
        return [found[ELEMENT] for found in self.ask("POST", "/elements", {"using": "css selector", "value": css})]

    def one(self, css):
        return self.ask("POST", "/element", {"using": "css selector", "value": css})[ELEMENT]

    def text(self, css):
        return self.ask("GET", f"/element/{self.one(css)}/text")

    def texts(self, css):
        return [self.ask("GET", f"/element/{element}/text") for element in self.all(css)]

    def click(self, css):
        self.ask("POST", f"/element/{self.one(css)}/click", {})

    def type(self, css, text):
        self.ask("POST", f"/element/{self.one(css)}/value", {"text": text})

    def press(self, *keys):
        """Keys for whatever has the focus."""
        actions = []
        for key in keys:
            value = KEYS.get(key, key)
            actions += [{"type": "keyDown", "value": value}, {"type": "keyUp", "value": value}]
        self.ask("POST", "/actions", {"actions": [{"type": "key", "id": "keys", "actions": actions}]})

    def wait_for(self, condition, what, seconds=20):
        """Until a function gives something true, which it returns."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            found = condition()
            if found:
                return found
            time.sleep(.05)
        raise AssertionError(f"not seen in {seconds} s: {what}")

    # ---- The screen ----

    def resize(self, width, height=900):
        self.devtools("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1,
                      mobile=width < 600)

    def dark(self, on):
        self.devtools("Emulation.setEmulatedMedia",
                      features=[{"name": "prefers-color-scheme", "value": "dark" if on else "light"}])

    def screenshot(self, path, whole=True):
        shot = self.devtools("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        with open(path, "wb") as out:
            out.write(base64.b64decode(shot["data"]))
