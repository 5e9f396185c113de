use livetpl::prelude::*;

#[derive(Clone, Default, LiveState)]
#[template(ext = "html", source = "<p>{{ lvt.flsh(\"success\") }}</p>\n<p>{{ lvt }}</p>\n<p>{{ lvt.error() }}</p>")]
struct Page {}

#[live_controller(state = Page)]
struct Pages;

#[live_controller]
impl Pages {
    #[action]
    fn next(&self) {}
}

fn main() {
    let _ = Pages::NEXT;
    let _ = App::new().live("/", Pages);
}
