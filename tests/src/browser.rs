//! A headless Chromium for tests: profiles, tabs, keys and clicks, and what went over the wire.

use std::path::PathBuf;
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

use crate::cdp::Cdp;

/// How long a condition may take to come true.
const PATIENCE: Duration = Duration::from_secs(20);

const FLAGS: &[&str] = &[
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--remote-debugging-port=0",
];

/// Empty, or both pages.
const UNLIKE_FRESH: &str = "(async () => {
    const html = await (await fetch(location.href)).text();
    const fresh = new DOMParser().parseFromString(html, 'text/html').body;
    const copy = document.body.cloneNode(true);
    copy.normalize();
    fresh.normalize();
    const equal = copy.isEqualNode(fresh) && copy.innerHTML === fresh.innerHTML;
    return equal ? '' : `${copy.innerHTML}\\nIS NOT\\n${fresh.innerHTML}`;
})()";

/// A running Chromium; it ends when this is dropped.
pub struct Browser {
    cdp: Cdp,
    directory: PathBuf,
    child: Child,
}

impl Browser {
    /// Starts a browser with an empty user directory.
    pub async fn launch() -> Browser {
        let directory = std::env::temp_dir().join(format!(
            "livetpl-chromium-{}-{}",
            std::process::id(),
            unique()
        ));
        let mut command = Command::new("chromium");
        command
            .args(FLAGS)
            .arg(format!("--user-data-dir={}", directory.display()));
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .kill_on_drop(true);
        let mut child = command
            .spawn()
            .expect("chromium is installed: `./tests/run` does it");
        let mut lines = BufReader::new(child.stderr.take().expect("stderr is piped")).lines();
        let found = tokio::time::timeout(PATIENCE * 2, async {
            while let Ok(Some(line)) = lines.next_line().await {
                if let Some((_, url)) = line.split_once("DevTools listening on ") {
                    return url.trim().to_owned();
                }
            }
            panic!("chromium ended before it listened")
        });
        let url = found.await.expect("chromium starts in time");
        // Its further complaints are of no interest, but the pipe must not fill.
        crate::server::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        Browser {
            cdp: Cdp::connect(&url).await,
            directory,
            child,
        }
    }

    /// A cookie jar of its own.
    pub async fn profile(&self) -> Profile {
        let context = self
            .cdp
            .call("", "Target.createBrowserContext", json!({}))
            .await;
        Profile {
            cdp: self.cdp.clone(),
            id: text(&context["browserContextId"]),
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.start_kill();
        let _ = std::fs::remove_dir_all(&self.directory);
    }
}

/// A cookie jar, with its tabs.
pub struct Profile {
    cdp: Cdp,
    id: String,
}

impl Profile {
    /// A tab at `about:blank`, ready for settings.
    pub async fn blank(&self) -> Tab {
        let params = json!({"url": "about:blank", "browserContextId": self.id});
        let target = text(&self.cdp.call("", "Target.createTarget", params).await["targetId"]);
        let attached = self
            .cdp
            .call(
                "",
                "Target.attachToTarget",
                json!({"targetId": target, "flatten": true}),
            )
            .await;
        let tab = Tab {
            cdp: self.cdp.clone(),
            session: text(&attached["sessionId"]),
        };
        for domain in ["Page", "Runtime", "Network"] {
            tab.call(&format!("{domain}.enable"), json!({})).await;
        }
        // A tab behind another one is as awake as the one in front.
        tab.call(
            "Emulation.setFocusEmulationEnabled",
            json!({"enabled": true}),
        )
        .await;
        tab
    }

    /// A tab that shows `url`, connected.
    pub async fn open(&self, url: &str) -> Tab {
        let tab = self.blank().await;
        tab.go(url).await;
        tab.wait_connected().await;
        tab
    }
}

/// One tab.
pub struct Tab {
    cdp: Cdp,
    session: String,
}

impl Tab {
    async fn call(&self, method: &str, params: Value) -> Value {
        self.cdp.call(&self.session, method, params).await
    }

    /// Loads `url`, until its `load` event.
    pub async fn go(&self, url: &str) {
        let loads = self.count("Page.loadEventFired");
        self.call("Page.navigate", json!({"url": url})).await;
        self.until("the page loads", || {
            self.count("Page.loadEventFired") > loads
        })
        .await;
    }

    /// Waits until the page's socket is joined.
    pub async fn wait_connected(&self) {
        self.wait_for("document.documentElement.dataset.lvtStatus === 'connected'")
            .await;
    }

    /// The value of a JavaScript expression; a promise is awaited.
    pub async fn eval<T: DeserializeOwned>(&self, expression: &str) -> T {
        let params = json!({"expression": expression, "returnByValue": true, "awaitPromise": true});
        let result = self.call("Runtime.evaluate", params).await;
        assert!(
            result["exceptionDetails"].is_null(),
            "{expression}: {}",
            result["exceptionDetails"]
        );
        let value = result["result"]["value"].clone();
        serde_json::from_value(value.clone())
            .unwrap_or_else(|error| panic!("{expression} is {value}: {error}"))
    }

    /// Waits until a JavaScript expression is true.
    pub async fn wait_for(&self, condition: &str) {
        let start = Instant::now();
        loop {
            let params = json!({"expression": format!("!!({condition})"), "returnByValue": true});
            // While a page is being replaced there is nothing to ask.
            let asked = self.cdp.try_call(&self.session, "Runtime.evaluate", params);
            if asked
                .await
                .is_ok_and(|answer| answer["result"]["value"] == true)
            {
                return;
            }
            if start.elapsed() > PATIENCE {
                self.fail(condition).await;
            }
            tokio::task::yield_now().await;
        }
    }

    /// Waits until `condition` holds of what has been seen of the tab.
    pub async fn until(&self, what: &str, condition: impl Fn() -> bool) {
        let start = Instant::now();
        while !condition() {
            if start.elapsed() > PATIENCE {
                self.fail(what).await;
            }
            // Asking the browser something is how we wait for what it has to say.
            self.cdp.call("", "Browser.getVersion", json!({})).await;
        }
    }

    async fn fail(&self, what: &str) -> ! {
        // The gallery shows its source beside each page, which nobody wants to read here.
        let html: String = self
            .eval(
                "(() => { const page = document.documentElement?.cloneNode(true); \
                 page?.querySelectorAll('.source').forEach(el => el.remove()); return page?.outerHTML ?? ''; })()",
            )
            .await;
        let console: Vec<String> = self
            .seen("Runtime.consoleAPICalled")
            .iter()
            .map(|event| event["args"].to_string())
            .collect();
        panic!(
            "waited in vain for: {what}\nconsole: {console:#?}\nframes in: {:#?}\nframes out: {:#?}\n{html}",
            self.frames_received(),
            self.frames_sent(),
        );
    }

    /// Clicks the middle of the first element that matches.
    pub async fn click(&self, css: &str) {
        self.wait_for(&format!("document.querySelector({css:?})"))
            .await;
        let script = format!(
            "(() => {{ const e = document.querySelector({css:?}); e.scrollIntoView({{block: 'center'}}); \
             const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; }})()"
        );
        let (x, y): (f64, f64) = self.eval(&script).await;
        for kind in ["mousePressed", "mouseReleased"] {
            let params = json!({"type": kind, "x": x, "y": y, "button": "left", "clickCount": 1});
            self.call("Input.dispatchMouseEvent", params).await;
        }
    }

    /// Types one character, as a keyboard does.
    pub async fn key(&self, c: char) {
        let text = c.to_string();
        self.call(
            "Input.dispatchKeyEvent",
            json!({"type": "keyDown", "text": text, "key": text}),
        )
        .await;
        self.call(
            "Input.dispatchKeyEvent",
            json!({"type": "keyUp", "key": text}),
        )
        .await;
    }

    /// Selects files in the first input that matches, as the browser's own dialog does.
    pub async fn choose_files(&self, css: &str, files: &[&std::path::Path]) {
        self.wait_for(&format!("document.querySelector({css:?})"))
            .await;
        let params = json!({"expression": format!("document.querySelector({css:?})")});
        let found = self.call("Runtime.evaluate", params).await;
        let params = json!({"files": files, "objectId": found["result"]["objectId"]});
        self.call("DOM.setFileInputFiles", params).await;
    }

    /// Presses a key that writes nothing, by its name (`Escape`, `Backspace`), or `Enter`.
    pub async fn press(&self, key: &str) {
        let code = match key {
            "Backspace" => 8,
            "Tab" => 9,
            "Enter" => 13,
            "Escape" => 27,
            "ArrowLeft" => 37,
            "ArrowUp" => 38,
            "ArrowRight" => 39,
            "ArrowDown" => 40,
            _ => panic!("{key}: its code is not in this table yet"),
        };
        let mut params =
            json!({"type": "keyDown", "key": key, "code": key, "windowsVirtualKeyCode": code});
        if key == "Enter" {
            params["text"] = "\r".into();
        }
        self.call("Input.dispatchKeyEvent", params).await;
        let params =
            json!({"type": "keyUp", "key": key, "code": key, "windowsVirtualKeyCode": code});
        self.call("Input.dispatchKeyEvent", params).await;
    }

    /// Clicks into an element and types.
    pub async fn type_text(&self, css: &str, text: &str) {
        self.click(css).await;
        for c in text.chars() {
            self.key(c).await;
        }
    }

    /// The page as it is now.
    pub async fn html(&self) -> String {
        self.eval("document.documentElement?.outerHTML ?? ''").await
    }

    /// How the page's body is unlike a fresh one, got by the same session: empty, or both.
    pub async fn difference_from_fresh(&self) -> String {
        self.eval(UNLIKE_FRESH).await
    }

    /// Writes a PNG of what the tab shows.
    pub async fn screenshot(&self, path: &std::path::Path) {
        let shot = self
            .call("Page.captureScreenshot", json!({"format": "png"}))
            .await;
        std::fs::write(
            path,
            decode_base64(shot["data"].as_str().unwrap_or_default()),
        )
        .expect("a screenshot is written");
    }

    /// Sets the size of the window and the colour scheme.
    pub async fn look(&self, width: u32, height: u32, scheme: &str) {
        let metrics = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600});
        self.call("Emulation.setDeviceMetricsOverride", metrics)
            .await;
        let feature = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
        self.call("Emulation.setEmulatedMedia", feature).await;
    }

    /// Runs pages without JavaScript from now on.
    pub async fn disable_javascript(&self) {
        self.call(
            "Emulation.setScriptExecutionDisabled",
            json!({"value": true}),
        )
        .await;
    }

    /// Lets every WebSocket fail from the next page on, as a proxy would.
    pub async fn block_websocket(&self) {
        let source = "window.WebSocket = class extends EventTarget { constructor() { super(); \
                      queueMicrotask(() => this.onclose?.(new CloseEvent('close'))); } send() {} close() {} };";
        self.run_first(source).await;
    }

    /// Runs a script in each page from the next one on, before the page's own.
    pub async fn run_first(&self, source: &str) {
        let params = json!({"source": source});
        self.call("Page.addScriptToEvaluateOnNewDocument", params)
            .await;
    }

    fn seen(&self, method: &str) -> Vec<Value> {
        let events = self.cdp.events(&self.session).into_iter();
        events
            .filter(|event| event["method"] == method)
            .map(|mut event| event["params"].take())
            .collect()
    }

    fn count(&self, method: &str) -> usize {
        self.seen(method).len()
    }

    /// The URLs that the tab has asked for by HTTP.
    pub fn requests(&self) -> Vec<String> {
        self.seen("Network.requestWillBeSent")
            .iter()
            .map(|event| text(&event["request"]["url"]))
            .collect()
    }

    /// The texts that came over WebSockets.
    pub fn frames_received(&self) -> Vec<String> {
        self.seen("Network.webSocketFrameReceived")
            .iter()
            .map(|event| text(&event["response"]["payloadData"]))
            .collect()
    }

    /// The texts that went over WebSockets.
    pub fn frames_sent(&self) -> Vec<String> {
        self.seen("Network.webSocketFrameSent")
            .iter()
            .map(|event| text(&event["response"]["payloadData"]))
            .collect()
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn unique() -> u64 {
    static NEXT: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(0);
    NEXT.fetch_add(1, std::sync::atomic::Ordering::Relaxed)
}

fn decode_base64(text: &str) -> Vec<u8> {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0u32, 0);
    for value in text
        .bytes()
        .filter_map(|byte| ALPHABET.iter().position(|other| *other == byte))
    {
        bits = bits << 6 | value as u32;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    bytes
}
