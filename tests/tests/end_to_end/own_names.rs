//! Forms whose fields are called as what a form can do itself, in Chromium: such a field hides the form's own.

use livetpl::prelude::*;
use livetpl_tests::browser::Browser;
use livetpl_tests::paper::Papers;

use crate::pages::Running;

const NAMES: [&str; 10] = [
    "remove", "matches", "submit", "action", "method", "id", "elements", "reset", "before", "after",
];

#[live_controller]
#[derive(Clone, Default)]
#[template(
    ext = "html",
    source = r##"<h1>{{ step }}</h1><output id="saved">{{ saved }}</output>
<button type="button" name="turn">turn</button>
{% for n in forms %}<form class="own" data-key="{{ n }}" method="post" enctype="multipart/form-data" lvt-form:action="save" lvt-form:disable-with="…" lvt-fx:animate="fade" lvt-fx:highlight="flash" lvt-data-n="{{ n }}">
<input name="remove"><input name="matches"><input name="submit"><input name="action"><input name="method"><input name="id"><input name="elements"><input name="reset"><input name="before"><input name="after">
<input type="file" name="papers" lvt-upload="papers">{{ n }}{% if step > 0 %}<b>{{ step }}</b>{% endif %}<button>save</button></form>{% endfor %}
<form id="search" method="get"><input name="remove"><input name="matches"><input name="submit"><input name="action" value="find"><input name="method"><button>search</button></form>"##
)]
struct Names {
    forms: Vec<u32>,
    step: u32,
    saved: String,
}

#[live_controller]
impl Names {
    fn mount(&mut self, ctx: &mut Context) {
        self.forms = vec![1, 2];
        self.saved = ctx.query().to_owned();
    }

    #[upload]
    fn papers(&self) -> Upload {
        Upload::to_directory()
    }

    /// The forms come in another order, one of them as another.
    #[action]
    fn turn(&mut self) {
        self.step += 1;
        self.forms = vec![3, 1];
    }

    #[action]
    fn save(
        &mut self,
        remove: String,
        matches: String,
        submit: String,
        action: String,
        method: String,
        id: String,
        elements: String,
        reset: String,
        ctx: &mut Context,
    ) {
        let files = ctx.take_uploads(Self::PAPERS).len();
        self.saved = format!(
            "{remove} {matches} {submit} {action} {method} {id} {elements} {reset}: {files}"
        );
    }
}

#[tokio::test]
async fn fields_called_as_what_a_form_can_do_hide_it_from_nobody() {
    let app = Running::start(App::new().live("/", Names::default())).await;
    let (browser, papers) = (Browser::launch().await, Papers::new());
    let file = papers.write("a.txt", "abc");
    let tab = browser.profile().await.blank().await;
    tab.run_first(
        "window.complaints = [], window.animations = 0; const { error, warn } = console; \
         console.error = (...all) => { complaints.push(all.join(' ')); error(...all) }; \
         console.warn = (...all) => { complaints.push(all.join(' ')); warn(...all) }; \
         addEventListener('error', e => complaints.push(e.message)); \
         const { animate } = Element.prototype; \
         Element.prototype.animate = function (...all) { animations++; return animate.apply(this, all) }",
    )
    .await;
    tab.go(&format!("http://{}/", app.address)).await;
    tab.wait_connected().await;
    tab.eval::<bool>("(window.first = true)").await;

    // Found, moved, changed, put in and taken out.
    tab.click("[name=turn]").await;
    tab.wait_for("document.querySelector('h1').innerText === '1'")
        .await;
    assert_eq!(
        tab.eval::<Vec<String>>(
            "[...document.querySelectorAll('.own')].map(form => HTMLElement.prototype.querySelector.call(form, 'b').parentNode.textContent.trim())"
        )
        .await,
        ["31save", "11save"]
    );
    assert!(tab.eval::<u32>("animations").await > 0, "they are followed");

    // Sent once its file is there, shown meanwhile, and reset.
    tab.choose_files(".own [name=papers]", &[&file]).await;
    for name in NAMES {
        tab.type_text(&format!(".own [name={name}]"), &name.to_uppercase())
            .await;
    }
    tab.click(".own button").await;
    tab.wait_for("document.querySelector('#saved').innerText.endsWith('RESET: 1')")
        .await;
    assert_eq!(
        tab.eval::<String>("document.querySelector('#saved').innerText")
            .await,
        "REMOVE MATCHES SUBMIT ACTION METHOD ID ELEMENTS RESET: 1"
    );
    tab.wait_for(
        "[...document.querySelectorAll('.own input:not([type=hidden])')].every(field => !field.value) && !document.querySelector('.own button').disabled",
    )
    .await;

    // Gone to as a link.
    tab.click("#search button").await;
    tab.wait_for("location.search.includes('action=find') && document.querySelector('#saved').innerText.includes('action=find')")
        .await;
    assert!(tab.eval::<bool>("!!window.first").await, "on the same page");
    assert_eq!(tab.eval::<Vec<String>>("complaints").await, [""; 0]);
}
