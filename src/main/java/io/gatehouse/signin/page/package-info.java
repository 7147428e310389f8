/** What every page for people needs: rendering, CSRF tokens, content policy, who is signed in, where requests come from. */
@NullMarked
@NamedInterface("page")
package io.gatehouse.signin.page;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
