//! An upload returns an `Upload`.

use livetpl::prelude::*;

#[live_controller(state = Page)]
#[derive(Default)]
struct Profile;

#[derive(Clone, Default, LiveState)]
#[template(source = r#"<p>{{ name }}</p>"#, ext = "html")]
struct Page {
    name: String,
}

#[live_controller]
impl Profile {
    #[upload]
    fn avatar(&self) -> bool {
        true
    }
}

fn main() {
    fn serves<C: livetpl::Dispatch>() {}
    serves::<Profile>();
    let _ = Profile::AVATAR;
}
