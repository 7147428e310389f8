/** A browser leaves with an AuthnRequest. */
@NullMarked
package io.gatehouse.saml.departure;

import org.jspecify.annotations.NullMarked;
