/** XML from outside, read into a bounded tree that knows where everything stands; nothing of it is ever fetched or expanded. */
@NullMarked
package io.gatehouse.identityprovider.markup;

import org.jspecify.annotations.NullMarked;
