/** Sessions of the console: opened once by a sign-in, ended by their person, an administrator, or time. */
@NullMarked
@NamedInterface("session")
package io.gatehouse.account.session;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
