/** What we say of ourselves: our addresses and our metadata, one entity for each connection. */
@NullMarked
package io.gatehouse.saml.descriptor;

import org.jspecify.annotations.NullMarked;
