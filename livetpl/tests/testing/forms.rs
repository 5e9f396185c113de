//! What forms send, over every transport, and what fields hold meanwhile.

use livetpl::prelude::*;
use livetpl::testing::{Page, Result, TestApp, Transport};
use serde_json::{Map, Value, json};

/// A form with all kinds of fields; the page shows what came.
#[live_controller]
#[derive(Clone, Default)]
#[template(
    ext = "html",
    source = r#"<form method="post" aria-label="All">
<label>Name <input name="name" value="{{ name }}"></label>
<label for="about">About</label> <textarea id="about" name="about">
Hi</textarea>
<input type="hidden" name="token" value="t">
<label><input type="checkbox" name="news"> News</label>
<label><input type="checkbox" name="day" value="mon" checked> Monday</label>
<label><input type="checkbox" name="day" value="tue"> Tuesday</label>
<fieldset><legend>Size</legend><label><input type="radio" name="size" value="s" checked> Small</label> <label><input type="radio" name="size" value="l"> Large</label></fieldset>
<label>Colour <select name="colour"><option disabled>None</option><option value="r">Red</option><option value="g">Green</option></select></label>
<select name="pets" multiple aria-label="Pets"><option>Cat</option><option>Dog</option><option selected>Fish</option></select>
<fieldset disabled><input name="never" value="x"></fieldset>
<input name="off" value="x" disabled>
<button name="send">Send</button> <button name="save" value="draft">Save</button>
</form>
<label>Outside <input name="outside" form="far" value="o"></label><form id="far" method="post"></form><button form="far" name="send">Post it</button>
<button name="rename" value="Zoe" data-why="fun">Rename</button>
<output>{{ came }}</output>"#
)]
struct Everything {
    #[persist]
    came: String,
    #[persist]
    name: String,
}

#[live_controller]
impl Everything {
    #[action]
    fn send(&mut self, Form(all): Form<Map<String, Value>>) {
        self.came = Value::Object(all).to_string();
    }

    #[action]
    fn save(&mut self, Form(all): Form<Map<String, Value>>) {
        self.came = Value::Object(all).to_string();
    }

    #[action]
    fn rename(&mut self, value: String, why: Option<String>) {
        self.name = value + &why.unwrap_or_default();
    }
}

async fn open(transport: Transport) -> Result<Page> {
    let app = TestApp::new(App::new().live("/", Everything::default()));
    app.user().open_by(transport, "/").await
}

fn came(page: &Page) -> Result<Value> {
    // The framework's own fields are not what is meant here.
    let mut came: Value = serde_json::from_str(page.find("output")?.text())?;
    if let Some(fields) = came.as_object_mut() {
        fields.retain(|name, _| !name.starts_with("lvt"));
    }
    Ok(came)
}

#[tokio::test]
async fn a_form_sends_what_browsers_send() -> Result {
    for transport in Transport::ALL {
        let mut page = open(transport).await?;
        page.click("Send").await?;
        let untouched = json!({"name": "", "about": "Hi", "token": "t", "day": "mon", "size": "s", "colour": "r", "pets": "Fish"});
        assert_eq!(came(&page)?, untouched, "{transport}");
        page.form("All")
            .fill("Name", "Ann")
            .fill("About", "a\nb")
            .check("News")
            .check("Tuesday")
            .uncheck("Monday")
            .check("Large")
            .select("Colour", "Green")
            .select_all("Pets", &["Cat", "Dog"])
            .submit()
            .await?;
        let mut sent = came(&page)?;
        // Only plain forms write line ends as HTTP does.
        let about = sent["about"]
            .as_str()
            .unwrap_or_default()
            .replace("\r\n", "\n");
        sent["about"] = about.into();
        let filled = json!({"name": "Ann", "about": "a\nb", "token": "t", "news": "on", "day": "tue", "size": "l", "colour": "g", "pets": ["Cat", "Dog"]});
        assert_eq!(sent, filled, "{transport}");
        assert!(page.find("[value=s]")?.is_checked(), "the form was reset");
        assert_eq!(page.find("#about")?.value(), "Hi");
        page.click("Save").await?;
        assert_eq!(came(&page)?["value"], "draft", "{transport}");
    }
    Ok(())
}

#[tokio::test]
async fn a_field_may_stand_outside_of_its_form() -> Result {
    let mut page = open(Transport::WebSocket).await?;
    page.fill("Outside", "far away").await?;
    page.submit("#far").await?;
    assert_eq!(came(&page)?, json!({"outside": "far away"}));
    for transport in Transport::ALL {
        let mut page = open(transport).await?;
        for field in ["Outside", "outside", "input[form=far]"] {
            let form = page.form("#far").fill(field, "by its form");
            form.submit_with("Post it").await?;
            assert_eq!(came(&page)?, json!({"outside": "by its form"}), "{field}");
        }
        let text = crate::said(page.form("#far").fill("Name", "x").submit().await);
        assert!(
            text.contains("the fields: \"Outside\" (name `outside`)\n"),
            "{text}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn what_is_typed_stays_until_the_server_says_otherwise() -> Result {
    let mut page = open(Transport::WebSocket).await?;
    page.fill("Name", "typed").await?;
    page.check("Large").await?;
    assert!(
        !page.find("[value=s]")?.is_checked(),
        "of a group one is chosen"
    );
    page.click("Rename").await?;
    assert_eq!(page.find("[name=name]")?.attr("value"), Some("Zoefun"));
    assert_eq!(
        page.find("[name=name]")?.value(),
        "Zoefun",
        "it was not in focus"
    );
    assert!(page.find("[value=l]")?.is_checked(), "nobody changed that");
    page.fill("Name", "in focus").await?;
    page.click("button[data-why]").await?;
    assert_eq!(page.find("[name=name]")?.value(), "in focus");
    Ok(())
}

#[tokio::test]
async fn what_is_disabled_can_not_be_used() -> Result {
    let mut page = open(Transport::WebSocket).await?;
    for field in ["never", "off"] {
        let text = crate::said(page.fill(field, "y").await);
        assert!(text.contains("can't be changed: it is disabled"), "{text}");
    }
    let text = crate::said(page.select("Colour", "None").await);
    assert!(text.contains("the option `None` is disabled"), "{text}");
    let text = crate::said(page.select("Colour", "Blue").await);
    assert!(
        text.contains("has no option `Blue`; its options: \"None\", \"Red\""),
        "{text}"
    );
    Ok(())
}
