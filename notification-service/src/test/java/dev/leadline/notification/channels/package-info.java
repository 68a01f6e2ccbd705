/** Slack, Webex, Microsoft Teams, webhooks and email. */
@NullMarked
package dev.leadline.notification.channels;

import org.jspecify.annotations.NullMarked;
