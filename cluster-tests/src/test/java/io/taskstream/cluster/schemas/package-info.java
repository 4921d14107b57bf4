/** The custom resource definitions and JSON Schemas that resources are held to, made from pinned sources. */
@NullMarked
package io.taskstream.cluster.schemas;

import org.jspecify.annotations.NullMarked;
