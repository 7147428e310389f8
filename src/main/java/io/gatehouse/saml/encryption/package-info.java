/** Opens encrypted assertions: an allow-list, and one answer for every failure. */
@NullMarked
package io.gatehouse.saml.encryption;

import org.jspecify.annotations.NullMarked;
