/** Test sign-ins: the same road to the identity provider and back, ending at a page that says what arrived. */
@NullMarked
package io.gatehouse.signin.rehearsal;

import org.jspecify.annotations.NullMarked;
