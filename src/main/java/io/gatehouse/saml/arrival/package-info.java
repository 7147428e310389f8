/** A browser arrives with a response: the posted bytes, bounded and strict, then the judge, then the door. */
@NullMarked
package io.gatehouse.saml.arrival;

import org.jspecify.annotations.NullMarked;
