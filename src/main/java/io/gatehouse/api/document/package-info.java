/** What the API is, for programs that read OpenAPI. */
@NullMarked
package io.gatehouse.api.document;

import org.jspecify.annotations.NullMarked;
