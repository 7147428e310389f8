/** The pages of the way out, and the way on to the sign-out of a person's own company. */
@NullMarked
@NamedInterface("signout")
package io.gatehouse.signin.signout;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
