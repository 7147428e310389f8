/** The sign-in in flight: its steps, what it is for, what was proved, and the sealed cookie it travels in. */
@NullMarked
package io.gatehouse.signin.flight;

import org.jspecify.annotations.NullMarked;
