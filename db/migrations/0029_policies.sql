-- Projects keep what they have; the policies that are new get the values of their kind.
update "project" set "policies" =
  case "kind"
    when 'client' then '{"maxDays": 28, "paymentGate": "refuse", "valueRequired": true, "scopeLock": true, "demoRequired": true}'::jsonb
    else '{"maxDays": null, "paymentGate": "off", "valueRequired": false, "scopeLock": false, "demoRequired": false}'::jsonb
  end
  || '{"acceptanceDays": null, "silence": "escalate", "approvals": "any"}'::jsonb
  || "policies";
