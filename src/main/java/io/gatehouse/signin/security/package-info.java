/** The filter chains that everything for people passes. */
@NullMarked
@NamedInterface("security")
package io.gatehouse.signin.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
