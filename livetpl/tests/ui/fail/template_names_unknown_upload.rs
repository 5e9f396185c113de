//! What uploads the template names or shows exist.

use livetpl::prelude::*;

#[live_controller(state = Page)]
#[derive(Default)]
struct Profile;

#[derive(Clone, Default, LiveState)]
#[template(source = r#"<form method="post" enctype="multipart/form-data"><input type="file" name="avatr" lvt-upload="avatr"></form>
{% for file in lvt.uploads("avatars") %}<p>{{ file.name }}</p>{% endfor %}<p>{{ name }} {{ lvt.uploads("photo").len() }}</p>"#, ext = "html")]
struct Page {
    name: String,
}

#[live_controller]
impl Profile {
    #[upload]
    fn avatar(&self) -> Upload {
        Upload::to_directory()
    }
}

fn main() {
    fn serves<C: livetpl::Dispatch>() {}
    serves::<Profile>();
    let _ = Profile::AVATAR;
}
