"""事業者の組合せ: plans of which offer for which business."""
