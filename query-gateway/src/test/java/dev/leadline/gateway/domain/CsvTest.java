package dev.leadline.gateway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Domain 5.11. */
class CsvTest {

  @Test
  void the_columns_are_a_promise() {
    assertThat(String.join(",", Csv.HEADER))
        .isEqualTo(
            "lead_id,label,name,email,phone,company,identity_status,known,stage,stage_label,stage_at,"
                + "engagement,engagement_label,message_count,latest_action,latest_action_channel,"
                + "latest_action_at,next_step,next_step_channel,next_step_due_at,next_step_hold,"
                + "channels,agent_ids,source,source_label,country,blocked,blocked_reason,blocked_by,"
                + "blocked_at,control,controlled_by,first_seen_at,last_activity_at,version");
  }
}
