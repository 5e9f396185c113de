//! Pages that say what went wrong: where there is no view's page to say it, they are the application's.

use livetpl::prelude::*;
use livetpl_tests::socket::{Raw, request};
use serde_json::json;

use crate::pages::Running;

#[live_controller]
#[derive(Clone, Default)]
#[template(
    ext = "html",
    source = "<h1>Issue {{ id }}</h1>{% if let Some(error) = lvt.error(\"\") %}<p>{{ error }}</p>{% endif %}<form method=\"post\"><button name=\"close\">Close</button></form>"
)]
struct Issue {
    id: u32,
}

#[live_controller]
impl Issue {
    fn mount(&mut self, ctx: &mut Context) -> Result {
        match ctx.param("id").unwrap_or_default() {
            "secret" => return ctx.subscribe("issues/secret"),
            "away" => return Err(Error::msg("The tracker is away.")),
            _ => self.id = ctx.path_as()?,
        }
        match self.id {
            1 => Ok(()),
            _ => Err(Error::not_found("There is no such issue.")),
        }
    }

    #[action]
    fn close(&mut self) -> Result {
        Err(Error::not_found("It is closed already."))
    }
}

async fn tracker() -> Running {
    let app = App::new()
        .error_page(|page| format!("<title>Mine</title>{}: {}", page.status, page.message))
        .live("/issues/{id}", Issue::default());
    Running::start(app).await
}

#[tokio::test]
async fn where_mount_says_that_nothing_is_there_the_page_is_the_application_s() {
    let app = tracker().await;
    let form = ("content-type", "application/x-www-form-urlencoded");
    for (path, status, message) in [
        ("/issues/99", 404, "There is no such issue."),
        ("/issues/x", 404, ""),
        ("/issues/secret", 403, ""),
        ("/nowhere", 404, "There is no such page."),
    ] {
        for method in ["GET", "POST"] {
            let answer = request(&app.address, method, path, &[form], b"close=").await;
            assert_eq!(answer.status, status, "{method} {path}: {}", answer.body);
            let expected = format!("<title>Mine</title>{}: {message}", answer.status);
            assert!(
                answer.body.starts_with(&expected),
                "{path}: {}",
                answer.body
            );
            assert!(!answer.body.contains("<script"), "{}", answer.body);
        }
    }
    let refused = request(&app.address, "PUT", "/issues/1", &[], b"").await;
    assert!(refused.body.contains("Mine") && refused.headers.contains_key("allow"));
    // What the view's own page can say, it says: of its action, and of what may be there again.
    let acted = request(&app.address, "POST", "/issues/1", &[form], b"close=").await;
    assert_eq!(acted.status, 404);
    assert!(acted.body.contains("Issue 1") && acted.body.contains("It is closed already."));
    let away = request(&app.address, "GET", "/issues/away", &[], b"").await;
    assert_eq!(away.status, 500);
    assert!(
        away.body.contains("Issue 0</h1><p>The tracker is away."),
        "{}",
        away.body
    );
}

#[tokio::test]
async fn over_a_socket_it_is_an_error_and_the_connection_stays() {
    let app = tracker().await;
    let origin = format!("http://{}", app.address);
    let mut raw = Raw::open(&app.address, "/issues/99", "", &origin)
        .await
        .unwrap();
    raw.send(r#"{"join":""}"#).await;
    assert_eq!(raw.json().await["error"]["code"], "not-found");
    raw.send(r#"{"action":"close","ref":1}"#).await;
    let frame = raw.json().await;
    assert_eq!(
        frame["done"][0]["error"]["message"],
        json!("There is no such issue.")
    );
}
