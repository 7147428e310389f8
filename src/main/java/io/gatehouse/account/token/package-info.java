/** The tokens programs use at /api/v1: what each opens, and until when. */
@NullMarked
@NamedInterface("token")
package io.gatehouse.account.token;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
