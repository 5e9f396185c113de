//! What axe-core finds in a page: barriers for people who see, hear or move otherwise than its author.
//!
//! The package is one of the script's development packages, pinned there; it is evaluated in the page by the DevTools
//! protocol, so that nothing is loaded over a network and no policy of the page forbids it.

use std::path::Path;

use crate::browser::Tab;

impl Tab {
    /// What axe-core calls serious or critical in the page as it is now, a line for each.
    pub async fn barriers(&self) -> Vec<String> {
        if !self.eval::<bool>("!!window.axe").await {
            self.eval::<bool>(&format!("(() => {{ {}; return true; }})()", axe()))
                .await;
        }
        self.eval(
            "axe.run(document, {resultTypes: ['violations'], rules: {'target-size': {enabled: true}}}).then(found => found.violations \
               .filter(one => ['serious', 'critical'].includes(one.impact)) \
               .flatMap(one => one.nodes.map(node => one.id + ': ' + node.html.slice(0, 160) + ' ' + node.failureSummary)))",
        )
        .await
    }
}

fn axe() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../livetpl-runtime/client/node_modules/axe-core/axe.min.js");
    std::fs::read_to_string(&path).expect(
        "axe-core is installed: `npm ci` in livetpl-runtime/client, or `./tests/run`, does it",
    )
}
