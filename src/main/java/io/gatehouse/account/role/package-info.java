/** Who may do what in the console: roles by account and by group, and the break-glass administrators. */
@NullMarked
@NamedInterface("role")
package io.gatehouse.account.role;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
