/** What the chart makes of its values, checked without a cluster. */
@NullMarked
package io.taskstream.cluster.chart;

import org.jspecify.annotations.NullMarked;
