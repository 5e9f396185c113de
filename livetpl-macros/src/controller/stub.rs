//! What stands in for a dispatch table while its impl has mistakes: so that one mistake is one error.

use proc_macro2::TokenStream;
use quote::quote;

use super::expand::{expand_constants, expand_row};
use super::model::Controller;
use crate::lifetimes;

/// The constants and a `Dispatch` that runs nothing.
pub(crate) fn expand_stub(controller: &Controller<'_>) -> TokenStream {
    if !controller.inherent {
        return TokenStream::new();
    }
    let self_ty = lifetimes::as_static(controller.self_ty, controller.generics);
    let generics = lifetimes::without(controller.generics);
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    let constants = expand_constants(controller);
    let table = controller.actions.iter().map(expand_row);
    let uploads = controller.uploads.iter().map(|upload| &upload.method.name);
    let uploads = (!controller.uploads.is_empty())
        .then(|| quote!(const UPLOADS: &'static [&'static str] = &[#(#uploads),*];));
    quote! {
        #constants

        impl #impl_generics ::livetpl::__private::Dispatch for #self_ty #where_clause {
            const ACTIONS: &'static [::livetpl::__private::ActionInfo] = &[#(#table),*];

            #uploads

            async fn call(
                &self,
                action: &str,
                _: &::livetpl::__private::Payload,
                _: &mut Self::State,
                _: &mut ::livetpl::__private::Context,
            ) -> ::livetpl::__private::Result {
                ::livetpl::__private::unknown_action::<Self>(action)
            }
        }
    }
}
