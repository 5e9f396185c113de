//! A picture of oneself: it is sent as soon as it is chosen, and kept when the form is.

#[cfg(test)]
mod tests;

use data_encoding::BASE64;
use livetpl::prelude::*;

/// Takes one picture.
#[live_controller(state = Profile)]
#[derive(Clone, Default)]
pub(crate) struct AvatarUpload;

#[derive(Clone, Default, LiveState)]
#[template(path = "avatar_upload.html")]
pub(crate) struct Profile {
    /// The picture, as a URL that holds it: a real application keeps files, and their names.
    #[persist]
    picture: String,
    #[persist]
    name: String,
}

#[live_controller]
impl AvatarUpload {
    /// What a file must be: the browser is told by the template, and the server looks for itself.
    #[upload]
    fn avatar(&self) -> Upload {
        Upload::to_directory()
            .accept("image/png, image/jpeg, image/webp")
            .max_bytes(500_000)
            .max_files(1)
    }

    #[action]
    async fn save(&self, state: &mut Profile, ctx: &mut Context) -> Result {
        let Some(file) = ctx.take_uploads(Self::AVATAR).pop() else {
            return Err(Error::field("avatar", "choose a picture first"));
        };
        let bytes = BASE64.encode(&file.read().await?);
        state.picture = format!("data:{};base64,{bytes}", file.kind());
        state.name = file.name().to_owned();
        Ok(())
    }

    #[action]
    fn remove(&self, state: &mut Profile) {
        *state = Profile::default();
    }
}
