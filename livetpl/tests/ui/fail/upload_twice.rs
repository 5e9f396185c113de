//! Two uploads of one name, and an action of that name.

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
    fn avatar(&self) -> Upload {
        Upload::to_directory()
    }

    #[upload]
    fn avatar(&self) -> Upload {
        Upload::to_directory().max_files(1)
    }

    #[action]
    fn avatar(&self) {}
}

fn main() {
    fn serves<C: livetpl::Dispatch>() {}
    serves::<Profile>();
    let _ = Profile::AVATAR;
}
