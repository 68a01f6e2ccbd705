/** What a CRM is told of leads and what it tells of them: the rules, whatever the system. */
@NullMarked
package dev.leadline.enrichment.domain.crm;

import org.jspecify.annotations.NullMarked;
