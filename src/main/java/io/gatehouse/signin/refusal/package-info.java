/** What a refusal leaves behind: an event with what was known by then, and a page with its reference. */
@NullMarked
@NamedInterface("refusal")
package io.gatehouse.signin.refusal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
