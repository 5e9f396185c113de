use livetpl::prelude::*;

#[derive(Clone, Default, LiveState)]
#[template(ext = "html", source = "<p>{{ lvt.pending() }}</p>")]
struct Page {
    lvt: u8,
}

#[live_controller(state = Page)]
struct Pages;

#[live_controller]
impl Pages {
    #[action]
    fn next(&self, state: &mut Page) {
        state.lvt += 1;
    }
}

fn main() {
    let _ = Pages::NEXT;
    let _ = App::new().live("/", Pages);
}
