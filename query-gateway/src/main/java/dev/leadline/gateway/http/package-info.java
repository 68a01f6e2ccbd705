/** How people and programs call the platform: the query API, the live stream, the dashboard. */
@NullMarked
package dev.leadline.gateway.http;

import org.jspecify.annotations.NullMarked;
