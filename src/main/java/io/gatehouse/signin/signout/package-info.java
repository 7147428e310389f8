/** The pages of the way out. */
@NullMarked
package io.gatehouse.signin.signout;

import org.jspecify.annotations.NullMarked;
