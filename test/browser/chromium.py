"""A headless Chromium driven over a pipe (DevTools protocol, messages ended by NUL): no package beyond Python's own."""
import base64
import json
import os
import shutil
import subprocess
import tempfile


def program():
    """The browser's path, or None where there is none."""
    return shutil.which('chromium') or shutil.which('chromium-browser') or shutil.which('google-chrome')


class Browser:
    """One tab. Use as a context: the browser and its folder are gone afterwards."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix='kehoach-browser-')
        to_read, self.to_browser = os.pipe()
        self.from_browser, to_write = os.pipe()

        def place():
            # The browser reads commands on descriptor 3 and answers on 4; both ends are moved out of the way first.
            read, write = os.dup(to_read), os.dup(to_write)
            high = max(read, write, 10) + 1
            os.dup2(read, high), os.dup2(write, high + 1)
            os.dup2(high, 3), os.dup2(high + 1, 4)
            os.set_inheritable(3, True), os.set_inheritable(4, True)

        self.process = subprocess.Popen(
            [program(), '--headless=new', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--no-first-run',
             '--disable-background-networking', '--remote-debugging-pipe', f'--user-data-dir={self.folder}', 'about:blank'],
            preexec_fn=place, close_fds=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        os.close(to_read), os.close(to_write)
        self.count, self.rest, self.session, self.log = 0, b'', None, []
        target = self.send('Target.createTarget', url='about:blank')['targetId']
        self.session = self.send('Target.attachToTarget', targetId=target, flatten=True)['sessionId']
        for domain in ('Page', 'Runtime', 'Log', 'Network'):
            self.send(domain + '.enable')

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        os.close(self.to_browser), os.close(self.from_browser)
        shutil.rmtree(self.folder, ignore_errors=True)

    def message(self):
        while b'\0' not in self.rest:
            more = os.read(self.from_browser, 1 << 16)
            if not more:
                raise RuntimeError('the browser is gone')
            self.rest += more
        one, self.rest = self.rest.split(b'\0', 1)
        return json.loads(one)

    def send(self, method, **params):
        self.count += 1
        command = {'id': self.count, 'method': method, 'params': params}
        if self.session:
            command['sessionId'] = self.session
        data = json.dumps(command).encode() + b'\0'
        while data:
            data = data[os.write(self.to_browser, data):]
        while True:
            message = self.message()
            if message.get('id') == self.count:
                if 'error' in message:
                    raise RuntimeError(f'{method}: {message["error"]}')
                return message['result']
            self.log.append(message)

    def wait(self, method):
        while not any(m.get('method') == method for m in self.log):
            self.log.append(self.message())

    def open(self, path, width, height=900):
        self.send('Emulation.setDeviceMetricsOverride', width=width, height=height, deviceScaleFactor=1, mobile=width < 600)
        self.log = []
        self.send('Page.navigate', url='file://' + os.path.abspath(path))
        self.wait('Page.loadEventFired')

    def evaluate(self, expression):
        result = self.send('Runtime.evaluate', expression=expression, returnByValue=True, awaitPromise=True)
        if 'exceptionDetails' in result:
            raise RuntimeError(result['exceptionDetails'].get('exception', {}).get('description', 'exception'))
        return result['result'].get('value')

    def key(self, key, code=None, text=None):
        for kind in ('keyDown', 'keyUp'):
            params = {'type': kind, 'key': key, 'code': code or key}
            if text and kind == 'keyDown':
                params['text'] = text
            codes = {'Tab': 9, 'Enter': 13, 'ArrowDown': 40, 'Escape': 27}
            if key in codes:
                params['windowsVirtualKeyCode'] = codes[key]
            self.send('Input.dispatchKeyEvent', **params)

    def type(self, text):
        self.send('Input.insertText', text=text)

    def complaints(self):
        """Errors of the page since it was opened: script, content policy."""
        self.evaluate('0')
        found = []
        for message in self.log:
            if message.get('method') == 'Log.entryAdded' and message['params']['entry']['level'] == 'error':
                found.append(message['params']['entry']['text'])
            if message.get('method') == 'Runtime.exceptionThrown':
                found.append(message['params']['exceptionDetails']['text'])
        return found

    def requests(self):
        """What the page asked for besides itself; data: URIs are part of it."""
        urls = [m['params']['request']['url'] for m in self.log if m.get('method') == 'Network.requestWillBeSent']
        return [url for url in urls[1:] if not url.startswith('data:')]

    def screenshot(self, path, full=False):
        data = self.send('Page.captureScreenshot', format='png', captureBeyondViewport=full)['data']
        with open(path, 'wb') as file:
            file.write(base64.b64decode(data))

    def pdf(self, path):
        data = self.send('Page.printToPDF', preferCSSPageSize=True, printBackground=False)['data']
        with open(path, 'wb') as file:
            file.write(base64.b64decode(data))
