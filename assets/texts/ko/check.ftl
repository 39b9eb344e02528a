# What proves the story: faults in plain words, and what to do about each.
check-fault-chain = { $seq }번 줄에서 봉인이 끊어졌습니다. 이 줄이나 바로 앞줄이 기록된 뒤에 고쳐지거나 지워지거나 끼워 넣어졌습니다. 그 앞의 줄들은 서로 맞습니다.
check-fault-end = 기록은 { $seq }번 줄에서 끝나지만 센터는 { $head }번 줄에 있습니다. 끝의 줄들이 지워졌거나 다른 프로그램이 줄을 넣었습니다.
check-fault-last = 가장 새로운 { $seq }번 줄의 봉인이 센터가 보관한 것과 다릅니다. 이 줄은 봉인과 함께 다시 쓰였습니다.
check-fault-cut = 기록은 { $seq }번 줄까지만 있지만, 적어 두신 봉인에는 { $kept }번 줄이 있었습니다. 끝부분이 잘려 나갔습니다.
check-fault-kept = { $kept }번 줄의 봉인이 적어 두신 것과 다릅니다. 이 줄이나 그 앞에서부터 기록이 다시 쓰였습니다. 아니라면 적은 것이 틀렸습니다.
check-fault-impossible = { $seq }번 줄은 그 번호에 일어날 수 없는 일을 말합니다. 어떤 줄이 고쳐지거나 지워지거나 끼워 넣어졌습니다.
check-fault-ticket = { $day }의 { $label }번은 기록과 다릅니다. 번호표에는 { $here }, 기록에는 { $told }입니다.
check-fault-lost = 기록에는 식별 번호 { $ticket }의 번호표가 있지만 표에는 없습니다.
check-next-chain = 아무것도 고치지 마십시오. 바로 백업하고(moiso backup), 이 줄을 moiso check가 온전하다고 한 가장 가까운 이전 백업과 비교한 뒤 센터장에게 알리십시오.
check-next-end = 아무것도 고치지 마십시오. 바로 백업하고(moiso backup), 가장 가까운 이전 백업에서 끝의 줄들을 찾은 뒤 센터장에게 알리십시오.
check-next-last = 아무것도 고치지 마십시오. 바로 백업하고(moiso backup), 이 줄을 가장 가까운 이전 백업과 비교한 뒤 센터장에게 알리십시오.
check-next-cut = 아무것도 고치지 마십시오. 바로 백업하고(moiso backup), 그 줄이 있는 가장 가까운 이전 백업에서 빠진 줄들을 찾은 뒤 센터장에게 알리십시오.
check-next-kept = 적어 두신 것을 한 글자씩 다시 비교하십시오. 맞다면 바로 백업하고(moiso backup), 적은 뒤에 만든 백업과 비교한 다음 센터장에게 알리십시오.
check-next-impossible = 아무것도 고치지 마십시오. 바로 백업하고(moiso backup), 이 줄 앞뒤로 그 번호에 일어난 일을 기록과 가장 가까운 이전 백업에서 읽으십시오.
check-next-ticket = 봉인이 온전하면 기록을 믿으십시오. 표가 이 프로그램 밖에서 고쳐졌습니다. 바로 백업하고(moiso backup) 누가 데이터베이스에 들어갔는지 찾으십시오.
check-next-lost = 봉인이 온전하면 기록을 믿으십시오. 번호표가 이 프로그램 밖에서 지워졌습니다. 가장 가까운 이전 백업에서 찾고 누가 데이터베이스에 들어갔는지 찾으십시오.
