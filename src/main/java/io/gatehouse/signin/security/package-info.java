/** The filter chains that everything for people passes. */
@NullMarked
package io.gatehouse.signin.security;

import org.jspecify.annotations.NullMarked;
