/** The page for a password that is kept here. */
@NullMarked
package io.gatehouse.signin.password;

import org.jspecify.annotations.NullMarked;
