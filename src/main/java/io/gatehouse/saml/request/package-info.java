/** What we send: request ids that prove themselves, and AuthnRequests by Redirect and by POST. */
@NullMarked
package io.gatehouse.saml.request;

import org.jspecify.annotations.NullMarked;
