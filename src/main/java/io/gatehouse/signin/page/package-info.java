/** What every page for people needs: rendering, cookies, CSRF tokens, content policy, the refusal page, where requests come from. */
@NullMarked
package io.gatehouse.signin.page;

import org.jspecify.annotations.NullMarked;
