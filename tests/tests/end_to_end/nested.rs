//! Nested templates in a real browser: a file tree, and a sidebar that appears late.

use std::sync::atomic::{AtomicU32, Ordering};

use livetpl::prelude::*;
use livetpl_tests::browser::{Browser, Tab};

use crate::pages::Running;

#[derive(Default)]
#[live_controller(state = Page)]
struct Files {
    next: AtomicU32,
}

#[derive(Clone, LiveState)]
#[template(
    ext = "html",
    source = "<h1>{{ root.count() }} files</h1><ul>{{ root }}</ul><button name=\"sidebar\">Sidebar</button>\
              <main>before {% if let Some(sidebar) = sidebar %}{{ sidebar }}{% endif %} after</main>"
)]
struct Page {
    root: Node,
    sidebar: Option<Sidebar>,
}

#[derive(Clone, LiveTemplate)]
#[template(
    ext = "html",
    source = "<li data-key=\"{{ id }}\"><button name=\"toggle\" data-id=\"{{ id }}\">{{ name }}</button>\
              {% if open %}<ul>{% for child in children %}{{ child }}{% endfor %}</ul>\
              <button name=\"add\" data-id=\"{{ id }}\">+</button>{% endif %}\
              <button name=\"rename\" data-id=\"{{ id }}\">!</button><button name=\"remove\" data-id=\"{{ id }}\">-</button></li>"
)]
struct Node {
    id: u32,
    name: String,
    open: bool,
    children: Vec<Node>,
}

#[derive(Clone, LiveTemplate)]
#[template(
    ext = "html",
    source = "<aside lvt-on:dblclick=\"dim\">{{ dimmed }} <input></aside>"
)]
struct Sidebar {
    dimmed: bool,
}

impl Default for Page {
    fn default() -> Self {
        let leaf = |id, name: &str| Node {
            id,
            name: name.to_owned(),
            open: false,
            children: Vec::new(),
        };
        let src = Node {
            children: vec![leaf(2, "main.rs"), leaf(3, "lib.rs")],
            ..leaf(1, "src")
        };
        Page {
            root: Node {
                open: true,
                children: vec![src, leaf(4, "tests"), leaf(5, "README")],
                ..leaf(0, "root")
            },
            sidebar: None,
        }
    }
}

impl Node {
    fn count(&self) -> usize {
        1 + self.children.iter().map(Node::count).sum::<usize>()
    }

    fn find(&mut self, id: u32) -> Option<&mut Node> {
        if self.id == id {
            return Some(self);
        }
        self.children.iter_mut().find_map(|child| child.find(id))
    }

    fn remove(&mut self, id: u32) {
        self.children.retain(|child| child.id != id);
        self.children.iter_mut().for_each(|child| child.remove(id));
    }
}

#[live_controller]
impl Files {
    #[action]
    fn toggle(&self, state: &mut Page, id: u32) {
        state
            .root
            .find(id)
            .into_iter()
            .for_each(|node| node.open = !node.open);
    }

    #[action]
    fn add(&self, state: &mut Page, id: u32) {
        let new = 10 + self.next.fetch_add(1, Ordering::Relaxed);
        if let Some(node) = state.root.find(id) {
            let name = format!("new {new}");
            let (open, children) = (false, Vec::new());
            node.children.insert(
                0,
                Node {
                    id: new,
                    name,
                    open,
                    children,
                },
            );
        }
    }

    #[action]
    fn rename(&self, state: &mut Page, id: u32) {
        state
            .root
            .find(id)
            .into_iter()
            .for_each(|node| node.name.push('!'));
    }

    #[action]
    fn remove(&self, state: &mut Page, id: u32) {
        state.root.remove(id);
    }

    #[action]
    fn sidebar(&self, state: &mut Page) {
        state.sidebar = match state.sidebar {
            Some(_) => None,
            None => Some(Sidebar { dimmed: false }),
        };
    }

    #[action]
    fn dim(&self, state: &mut Page) {
        state
            .sidebar
            .iter_mut()
            .for_each(|sidebar| sidebar.dimmed ^= true);
    }
}

/// Clicks, and waits for the page to say so.
async fn act(tab: &Tab, action: &str, id: u32, shown: &str) {
    tab.click(&format!("button[name={action}][data-id='{id}']"))
        .await;
    tab.wait_for(shown).await;
}

/// The tree's keys, as they are nested.
async fn keys(tab: &Tab) -> String {
    tab.eval("(function keys(ul) { return [...ul.children].map((li) => li.dataset.key + [...li.querySelectorAll(':scope > ul')].map((ul) => `(${keys(ul)})`)).join(' '); })(document.querySelector('ul'))")
        .await
}

#[tokio::test]
async fn a_file_tree_keeps_its_nodes() {
    let app = Running::start(App::new().live("/", Files::default())).await;
    let browser = Browser::launch().await;
    let tab = browser
        .profile()
        .await
        .open(&format!("http://{}/", app.address))
        .await;
    tab.wait_connected().await;
    assert_eq!(keys(&tab).await, "0(1 4 5)");
    let remember = "[...document.querySelectorAll('li')].forEach((li) => li.was = li.dataset.key)";
    let all_same =
        "[...document.querySelectorAll('li')].every((li) => !li.was || li.was === li.dataset.key)";
    tab.eval::<Option<u8>>(remember).await;
    act(
        &tab,
        "toggle",
        1,
        "document.querySelector('[data-key=\"3\"]')",
    )
    .await;
    assert_eq!(keys(&tab).await, "0(1(2 3) 4 5)");
    act(
        &tab,
        "add",
        1,
        "document.querySelector('[data-key=\"10\"]')",
    )
    .await;
    act(
        &tab,
        "rename",
        3,
        "document.body.innerText.includes('lib.rs!')",
    )
    .await;
    act(
        &tab,
        "add",
        0,
        "document.querySelector('[data-key=\"11\"]')",
    )
    .await;
    act(
        &tab,
        "remove",
        2,
        "!document.querySelector('[data-key=\"2\"]')",
    )
    .await;
    act(
        &tab,
        "toggle",
        4,
        "document.querySelector('[data-key=\"4\"] > ul')",
    )
    .await;
    assert_eq!(keys(&tab).await, "0(11 1(10 3) 4() 5)");
    assert!(tab.eval::<bool>(all_same).await);
    let kept = "[...document.querySelectorAll('li')].map((li) => li.was).join()";
    assert_eq!(
        tab.eval::<String>(kept).await,
        "0,,1,,,4,5",
        "what stayed is what it was"
    );
    assert_eq!(
        tab.eval::<String>("document.querySelector('h1').innerText")
            .await,
        "7 files"
    );
    let fresh =
        "fetch(location.href).then((answer) => answer.text()).then((text) => text.length > 0)";
    assert!(tab.eval::<bool>(fresh).await);
    let frames = tab.frames_received();
    assert!(
        frames.iter().all(|frame| frame.len() < 1000),
        "no frame holds the tree: {frames:#?}"
    );
}

#[tokio::test]
async fn a_nested_template_appears_late() {
    let app = Running::start(App::new().live("/", Files::default())).await;
    let browser = Browser::launch().await;
    let tab = browser
        .profile()
        .await
        .open(&format!("http://{}/", app.address))
        .await;
    tab.wait_connected().await;
    tab.click("button[name=sidebar]").await;
    tab.wait_for("document.querySelector('aside')").await;
    assert!(
        tab.frames_received()
            .iter()
            .any(|frame| frame.contains("\"plans\":[\"")),
        "the frame names the plan"
    );
    let plans = |tab: &Tab| {
        tab.requests()
            .iter()
            .filter(|url| url.contains("/plan-"))
            .count()
    };
    assert_eq!(plans(&tab), 3, "the page's, the tree's, and the sidebar's");
    // What was typed into it stays, and its events are heard.
    tab.type_text("aside input", "typed").await;
    let dim =
        "document.querySelector('aside').dispatchEvent(new Event('dblclick', { bubbles: true }))";
    tab.eval::<bool>(dim).await;
    tab.wait_for("document.querySelector('aside').innerText.includes('true')")
        .await;
    assert_eq!(
        tab.eval::<String>("document.querySelector('aside input').value")
            .await,
        "typed"
    );
    tab.click("button[name=sidebar]").await;
    tab.wait_for("!document.querySelector('aside')").await;
    assert_eq!(
        tab.eval::<String>("document.querySelector('main').textContent")
            .await,
        "before  after"
    );
    tab.click("button[name=sidebar]").await;
    tab.wait_for("document.querySelector('aside')").await;
    assert_eq!(plans(&tab), 3, "a plan is loaded once");
}
