/** What every path through SAML passes: a connection that exists and may serve. */
@NullMarked
package io.gatehouse.saml.gate;

import org.jspecify.annotations.NullMarked;
