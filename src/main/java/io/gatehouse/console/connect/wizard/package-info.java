/** The way of connecting an identity provider, page by page: vendor, their side, metadata, attributes, test, activation. */
@NullMarked
package io.gatehouse.console.connect.wizard;

import org.jspecify.annotations.NullMarked;
