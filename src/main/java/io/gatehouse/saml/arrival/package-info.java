/** What is posted to us, as bytes: bounded, strict, and before any library sees it. */
@NullMarked
package io.gatehouse.saml.arrival;

import org.jspecify.annotations.NullMarked;
