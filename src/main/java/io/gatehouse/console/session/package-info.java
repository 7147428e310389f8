/** Sessions of the console: opened once by a sign-in, ended by their person, an administrator, or time. */
@NullMarked
package io.gatehouse.console.session;

import org.jspecify.annotations.NullMarked;
