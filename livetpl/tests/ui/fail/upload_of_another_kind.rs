//! An upload says how its files are taken, and no more.

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
    async fn avatar(&mut self) -> Upload {
        Upload::to_directory()
    }

    #[upload(max_files = 1)]
    fn photo(&self, title: String) {
        let _ = title;
    }

    #[upload]
    fn Sketch() -> Upload {
        Upload::to_directory()
    }
}

fn main() {
    fn serves<C: livetpl::Dispatch>() {}
    serves::<Profile>();
    let _ = Profile::AVATAR;
}
